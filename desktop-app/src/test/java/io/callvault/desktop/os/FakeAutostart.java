package io.callvault.desktop.os;

/** A system that starts what it is told to, or says why not. Any thread. */
public final class FakeAutostart implements Autostart {
    private volatile Standing standing = new Standing.Off();
    private volatile boolean broken;

    public void stands(Standing now) {
        standing = now;
    }

    /** From now on nothing can be changed. */
    public void breaks() {
        broken = true;
    }

    @Override
    public Standing standing() {
        return standing;
    }

    @Override
    public Standing set(boolean on) {
        if (broken) {
            return new Standing.Failed("The folder cannot be written: check that it is yours.");
        }
        standing = on ? new Standing.On() : new Standing.Off();
        return standing;
    }
}
