"""Pictures that are made of content: QR codes, banners. What stands in them is decided by who asks for them."""
