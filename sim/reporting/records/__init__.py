"""What commands on records print, in Danish and English."""
