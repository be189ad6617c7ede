"""What a results folder holds, as rows and series that figures and sentences are made from."""
