package io.callvault.desktop.fx;

/** Runs everything at once, for view models tested without a toolkit. */
public final class InlineUi implements UiExecutor {
    @Override
    public boolean isUi() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }
}
