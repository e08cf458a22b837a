package io.callvault.architecture.violations.habits;

/** Needs eight others. */
public final class TakesTooMuch {
    TakesTooMuch(int a, int b, int c, int d, int e, int f, int g, int h) {
        int unusedSum = a + b + c + d + e + f + g + h;
    }
}
