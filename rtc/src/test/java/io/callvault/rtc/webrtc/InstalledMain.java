package io.callvault.rtc.webrtc;

/** What {@link InstalledNativesTest} runs in a process laid out as an installed app. */
final class InstalledMain {
    private InstalledMain() {}

    /** Prints whether there is an engine. */
    public static void main(String[] arguments) {
        System.out.println(CallEngines.open(CallEngines.Options.HEADLESS).availability());
        System.exit(0);
    }
}
