"""What the local pages have in common: who is let in, how they answer, and the server that runs them.

It imports Starlette and uvicorn, which only the commands that open a page need.
"""
