"""The page of an audit: what each lever rewards, and who pays."""
