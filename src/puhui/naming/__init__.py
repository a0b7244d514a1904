from puhui.naming.chinese import parse_chinese
from puhui.naming.romanised import parse_romanised, sounds_like
