// A clock in a picture that survives the encoder: 42 black and white blocks across the upper quarter, as the Java side draws and
// reads them (rtc.synthetic.ClockPicture): 1, 0, 4 bits of the sender, 32 bits of milliseconds, 4 bits of check.

export const BLOCKS = 42;
const MIDDLE = 126;

function check(payload) {
    let sum = 5;
    for (let i = 0n; i < 9n; i++) {
        sum = (sum * 3 + Number((payload >> (4n * i)) & 0xfn)) | 0;
    }
    return (sum ^ (sum >> 4) ^ (sum >> 8) ^ (sum >> 12)) & 0xf;
}

/** Draws the strip; sender 0 to 15. */
export function drawStrip(pen, width, height, sender, ms) {
    const payload = (BigInt(sender) << 32n) | (BigInt(ms) & 0xffffffffn);
    const strip = (0b10n << 40n) | (payload << 4n) | BigInt(check(payload));
    for (let block = 0; block < BLOCKS; block++) {
        pen.fillStyle = (strip >> BigInt(BLOCKS - 1 - block)) & 1n ? '#ffffff' : '#000000';
        const left = Math.floor(block * width / BLOCKS);
        pen.fillRect(left, 0, Math.floor((block + 1) * width / BLOCKS) - left, height / 4);
    }
}

/** { sender, clock } of pixels (RGBA), or nothing. */
export function readStrip(pixels, width, height) {
    let strip = 0n;
    for (let block = 0; block < BLOCKS; block++) {
        const x = Math.floor((2 * block + 1) * width / (2 * BLOCKS));
        const at = 4 * (Math.floor(height / 8) * width + x);
        strip = (strip << 1n) | (pixels[at + 1] > MIDDLE ? 1n : 0n);
    }
    const payload = (strip >> 4n) & 0xfffffffffn;
    if (strip >> 40n !== 0b10n || Number(strip & 0xfn) !== check(payload)) {
        return null;
    }
    return { sender: Number(payload >> 32n), clock: Number(payload & 0xffffffffn) };
}
