package io.callvault.desktop.chaos;

import java.io.IOException;

/** What is done to the world in one episode. Each step runs on the run's thread, in this order. */
interface Scene {

    /** Before anything is written. */
    default void prepare() throws IOException {}

    /** While the texts are under way. */
    default void strike() throws IOException {}

    /** Afterwards: the fault is over. */
    default void heal() throws IOException {}
}
