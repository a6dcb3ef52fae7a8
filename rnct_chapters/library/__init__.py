"""The index of many recordings: one SQLite file with every word, when it was said and by whom.

`schema` holds the tables and `database` opens the file; `gathering` reads what is to be added, `entries` makes values
of it, and `adding` puts them in. `stored_words` and `passages` are the two forms in which words are kept.
"""
