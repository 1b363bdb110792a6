"""Which sequences of words do articles repeat?"""
