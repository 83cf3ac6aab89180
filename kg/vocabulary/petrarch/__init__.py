"""Turns dictionaries of TABARI and PETRARCH into our tables; what cannot be said in our rows is listed with a reason.

The formats are those of the manuals of TABARI 0.8, PETRARCH and PETRARCH-2. `lines` strips comments, `verbs`, `actors`
and `agents` read the three kinds of dictionaries, `write` makes the tables.
"""
