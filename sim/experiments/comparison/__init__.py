"""The same citizens under several scenarios, and the paired differences."""
