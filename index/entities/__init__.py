"""What an article names: countries, companies, institutions, people, goods, currencies, indicators.

    gazetteer (text files) -> tree of writings -> finder -> the names in an article
                              -> directory        -> the name that a reader means

The gazetteer is a list for editors. Names are found by the longest match over the words of title
and body; nothing is learnt and nothing guessed.
"""
