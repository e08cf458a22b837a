package io.callvault.desktop.diag.ui;

/** Node ids of the banner and the connection details: a promise to outside test suites (docs/ui-test-ids.md). */
public final class DiagIds {
    public static final String BANNER = "network-banner";
    public static final String BANNER_DETAIL = "network-banner-detail";
    public static final String BANNER_ACTION = "network-banner-action";
    public static final String BANNER_MORE = "network-banner-details";
    public static final String DETAILS = "connection-details-screen";
    public static final String DETAILS_BACK = "details-back";
    public static final String DETAILS_COPY = "details-copy";
    public static final String DETAILS_TEST = "details-test";

    private DiagIds() {}

    /** The value of a fact of the connection details. */
    public static String detail(String fact) {
        return "details-" + fact;
    }
}
