package io.callvault.desktop.calltest.ui;

/** Node ids of the call test's page: a promise to outside test suites (docs/ui-test-ids.md). */
public final class CallTestIds {
    public static final String PAGE = "calltest-screen";
    public static final String BACK = "calltest-back";
    public static final String START = "calltest-start";
    public static final String STOP = "calltest-stop";
    public static final String VERDICT = "calltest-verdict";
    public static final String REMEDY = "calltest-remedy";
    public static final String PROGRESS = "calltest-progress";
    public static final String PREVIEW = "calltest-preview";
    public static final String PREVIEW_TEXT = "calltest-preview-text";
    public static final String UNMASKED = "calltest-unmasked";
    public static final String SAVE = "calltest-save";
    public static final String COPY = "calltest-copy";

    private CallTestIds() {}

    /** The row of a step. */
    public static String step(String step) {
        return "calltest-step-" + step;
    }
}
