"""The desk: a local application on which doubtful stamps are settled.

`contents` and its neighbours turn a judgement into what the page shows; `serving` and its neighbours are the server,
and import Starlette and uvicorn, which only `rnct-chapters review` needs.
"""
