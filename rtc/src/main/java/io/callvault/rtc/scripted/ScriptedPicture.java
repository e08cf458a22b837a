package io.callvault.rtc.scripted;

import io.callvault.rtc.VideoSink;
import java.nio.ByteBuffer;

/** A picture of one grey. */
record ScriptedPicture(int width, int height, int rotation, int grey) implements VideoSink.Picture {

    @Override
    public void toBgra(ByteBuffer target) {
        for (int i = 0; i < width * height; i++) {
            target.put((byte) grey).put((byte) grey).put((byte) grey).put((byte) 255);
        }
    }

    @Override
    public int luma(int x, int y) {
        return grey;
    }
}
