package io.callvault.desktop.pages;

import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.fx.FxHarness;

/** The small window of a call that rings. */
public final class IncomingPage extends Page {
    private IncomingPage(String person) {
        super(CallPage.window(title(person)));
        await(CallIds.INCOMING);
    }

    /** Waits until somebody's call rings. */
    public static IncomingPage from(String person) {
        return new IncomingPage(person);
    }

    /** Whether somebody's call rings now. */
    public static boolean rings(String person) {
        return FxHarness.get(() -> CallPage.find(title(person)).isPresent());
    }

    /** Waits until it rings no more. */
    public static void awaitSilence(String person) {
        FxHarness.waitFor("nothing rings", () -> !rings(person));
    }

    /** "Incoming video call". */
    public String kind() {
        return words(CallIds.INCOMING_KIND);
    }

    public String name() {
        return words(CallIds.INCOMING_NAME);
    }

    public void accept() {
        click(CallIds.ACCEPT);
    }

    public void acceptWithVideo() {
        click(CallIds.ACCEPT_VIDEO);
    }

    public void decline() {
        click(CallIds.DECLINE);
    }

    /** @param number of the ready answer, from 1 */
    public void answerWith(int number) {
        click(CallIds.REPLY);
        click(CallIds.preset(number));
    }

    public void answer(String text) {
        click(CallIds.REPLY);
        fill(CallIds.REPLY_TEXT, text);
        click(CallIds.REPLY_SEND);
    }

    private static String title(String person) {
        return "Call from " + person;
    }
}
