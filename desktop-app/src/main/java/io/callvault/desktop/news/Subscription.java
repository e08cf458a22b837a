package io.callvault.desktop.news;

/** Ends a listening. Closing twice does no harm; after it returns, no further news begin on the closing thread. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
