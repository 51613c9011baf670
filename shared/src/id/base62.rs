//! 128 bits as 22 digits of `0-9A-Za-z`, most significant first, so that text order is number order.

/// Digits of the largest value: 62^21 < 2^128 < 62^22.
pub(super) const WIDTH: usize = 22;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

pub(super) fn encode(mut bits: u128) -> [u8; WIDTH] {
    let mut text = [b'0'; WIDTH];
    for place in text.iter_mut().rev() {
        *place = DIGITS[(bits % 62) as usize];
        bits /= 62;
    }
    text
}

/// `None` for another width, another character, or a number that needs more than 128 bits:
/// otherwise two texts could mean one id.
pub(super) fn decode(text: &str) -> Option<u128> {
    if text.len() != WIDTH {
        return None;
    }
    text.bytes().try_fold(0_u128, |bits, byte| bits.checked_mul(62)?.checked_add(value(byte)?))
}

fn value(byte: u8) -> Option<u128> {
    let value = match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'Z' => byte - b'A' + 10,
        b'a'..=b'z' => byte - b'a' + 36,
        _ => return None,
    };
    Some(u128::from(value))
}
