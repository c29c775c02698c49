"""Languages: words of the interface from gettext catalogues, and dates, amounts and lists as CLDR writes them."""
