package io.callvault.desktop.app;

import io.callvault.desktop.link.Loop;
import io.callvault.desktop.os.Commands;
import io.callvault.desktop.os.Installation;
import io.callvault.desktop.os.PackageInstaller;
import io.callvault.desktop.os.Surroundings;
import io.callvault.desktop.os.UserFolders;
import io.callvault.desktop.settings.Managed;
import io.callvault.desktop.update.Build;
import io.callvault.desktop.update.UpdateManager;
import io.callvault.desktop.update.UpdateService;
import java.time.Duration;
import java.util.SplittableRandom;

/** Puts the updates of the running app together. */
final class AppUpdates {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private AppUpdates() {}

    static UpdateService start(ClientCore core, Managed managed, Loop loop) {
        Commands commands = Commands.ofThisSystem();
        Surroundings.Ports surroundings = Surroundings.Ports.ofThisSystem();
        return UpdateManager.start(new UpdateManager.Parts(
                loop,
                core.clock(),
                new SplittableRandom(),
                Build.ofThisApp(),
                Installation.ofThisApp(),
                managed.settings(),
                core.network(),
                surroundings::scarce,
                PackageInstaller.of(commands),
                commands,
                core.notices(),
                UserFolders.cache().resolve("updates"),
                UserFolders.state(),
                PATIENCE));
    }
}
