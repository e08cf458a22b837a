package io.callvault.desktop.chaos;

import java.io.IOException;

/**
 * What is done to the world in one episode; on the run's thread, in this order.
 *
 * @param prepare before anything is written
 * @param strike while the texts are under way
 * @param heal afterwards: the fault is over
 */
record Scene(Step prepare, Step strike, Step heal) {

    /** One of them. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    static Scene none() {
        return new Scene(() -> {}, () -> {}, () -> {});
    }

    /** Wrong from before the first text until after the last. */
    static Scene during(Step prepare, Step heal) {
        return new Scene(prepare, () -> {}, heal);
    }

    static Scene striking(Step strike, Step heal) {
        return new Scene(() -> {}, strike, heal);
    }
}
