package io.callvault.desktop.calltest.child;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.rtc.IceServer;
import java.util.List;

/**
 * What the child is to do. Goes through standard input, never the command line: it holds credentials.
 *
 * @param without steps to leave out: the process died of one of them
 */
record ChildOrder(CallTestOptions options, List<IceServer> servers, List<String> without) {
    /** Without the credentials. */
    @Override
    public String toString() {
        return "ChildOrder[" + options + ", without=" + without + "]";
    }
}
