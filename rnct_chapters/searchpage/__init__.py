"""The page to search: who said what and when in all recordings of the index, heard where it was said.

It only reads: `archive` asks the index, `contents` says what the page is told, `serving` and its neighbours answer.
They import Starlette and uvicorn, which only `rnct-chapters serve` needs.
"""
