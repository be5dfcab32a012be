"""The review page: a person reads what was read, accepts, corrects or rejects it, and gold grows."""
