package io.callvault.signaling.bot.call;

/** Digits of five by seven dots, for a clock that stays readable after the video codec. Stateless. */
final class Digits {

    static final int WIDTH = 5;
    static final int HEIGHT = 7;

    /** Row by row, {@value #WIDTH} bits each, the highest is the left one: 0 to 9, colon, dot. */
    private static final int[][] SHAPES = {
        {0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110},
        {0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110},
        {0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111},
        {0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110},
        {0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010},
        {0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110},
        {0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110},
        {0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000},
        {0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110},
        {0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100},
        {0b00000, 0b00100, 0b00100, 0b00000, 0b00100, 0b00100, 0b00000},
        {0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b01100, 0b01100},
    };

    private Digits() {}

    /** Whether that dot of the sign is lit; of an unknown sign none is. */
    static boolean dot(char sign, int column, int row) {
        int shape = sign >= '0' && sign <= '9' ? sign - '0' : sign == ':' ? 10 : sign == '.' ? 11 : -1;
        return shape >= 0 && (SHAPES[shape][row] >> (WIDTH - 1 - column) & 1) == 1;
    }
}
