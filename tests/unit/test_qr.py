"""QR codes, read by a decoder that shares nothing with who made them."""

import io

import pytest
from PIL import Image
from pyzbar import pyzbar

from meldwijzer.pictures import qr


@pytest.mark.parametrize("data", ["https://meldwijzer.example/nl/q/melden/", "https://x.example/é?a=1&b=2", "1" * 90])
def test_a_code_says_what_it_was_made_of(data):
    (found,) = pyzbar.decode(Image.open(io.BytesIO(qr.png(data, 4))))
    assert (found.type, found.data.decode()) == ("QRCODE", data)


def test_a_label_cannot_break_out_of_the_picture():
    assert "<script" not in qr.svg("https://x.example/", label="</title><script>")


def test_a_code_is_black_on_white_with_its_quiet_zone():
    picture = Image.open(io.BytesIO(qr.png("https://x.example/", 2))).convert("L")
    assert set(picture.crop((0, 0, picture.width, 8)).get_flattened_data()) == {255}
    assert picture.getpixel((8, 8)) == 0
