package io.callvault.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.lessThanOrEqualTo;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.containNumberOfElements;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.callvault.architecture.HouseRule.main;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.callvault.architecture.violations.desktop.chat.OpensForeignDoors;
import io.callvault.architecture.violations.desktop.chat.RunsLater;
import io.callvault.architecture.violations.desktop.fx.SecondBridge;
import io.callvault.architecture.violations.signaling.relay.CountsWithMicrometer;
import io.callvault.architecture.violations.signaling.relay.SpeaksVertx;
import java.util.Arrays;
import java.util.List;
import javafx.application.Platform;

/** One door per library: which rooms may import it, and nobody else. */
final class LibraryDoors {
    private static final DescribedPredicate<JavaClass> CALLS_RUN_LATER = DescribedPredicate.describe(
            "call Platform.runLater",
            type -> type.getMethodCallsFromSelf().stream()
                    .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Platform.class)
                            && call.getName().equals("runLater")));

    private LibraryDoors() {}

    static List<HouseRule> rules() {
        return List.of(
                main(
                        OpensForeignDoors.Json.class,
                        root -> door(
                                root,
                                "the wire format is decided, bounded and validated in one place",
                                libraries("tools.jackson..", "com.fasterxml.jackson.."),
                                ".model.wire..")),
                main(
                        OpensForeignDoors.Crypto.class,
                        root -> door(
                                root,
                                "cryptography is small enough to be reviewed only when it stands in one room",
                                libraries("org.bouncycastle.."),
                                ".model.crypto..")),
                main(
                        OpensForeignDoors.Socket.class,
                        root -> door(
                                root,
                                "transports are exchangeable behind the connection manager",
                                libraries("org.java_websocket.."),
                                ".desktop.link..")),
                main(
                        OpensForeignDoors.Jdbc.class,
                        root -> door(
                                root,
                                "every write is one transaction whose news leaves after commit: only a store can promise that",
                                libraries("java.sql..", "javax.sql..", "org.h2..", "org.postgresql.."),
                                ".desktop.store..",
                                ".signaling.store..")),
                main(
                        OpensForeignDoors.Rtc.class,
                        root -> door(
                                root,
                                "a wrong native call kills the process: one room keeps the rules of webrtc-java",
                                libraries("dev.onvoid.."),
                                ".rtc.webrtc..")),
                main(
                        OpensForeignDoors.Controls.class,
                        root -> door(
                                root,
                                "ControlsFX needs colours that our theme defines once, and clashes with AtlantaFX elsewhere",
                                libraries("org.controlsfx..", "impl.org.controlsfx.."),
                                ".desktop.fx..")),
                main(
                        OpensForeignDoors.CommandLineReader.class,
                        root -> door(
                                root,
                                "options are read once, at the start, and handed on as plain records",
                                libraries("picocli.."),
                                ".desktop.app..",
                                ".signaling.server..")),
                main(
                        OpensForeignDoors.Breaker.class,
                        root -> door(
                                root,
                                "a circuit must follow the loop's clock: one room sets that up and tests it",
                                libraries("io.github.resilience4j.."),
                                ".desktop.sync..")),
                main(
                        SpeaksVertx.class,
                        root -> door(
                                root,
                                "event loops never block: rooms that store or seal must not run on one",
                                libraries("io.vertx..", "io.netty.."),
                                ".signaling.server..",
                                ".signaling.session..",
                                ".signaling.media..")),
                main(
                        CountsWithMicrometer.class,
                        root -> door(
                                root,
                                "rooms count into plain adders; one of them knows what the figures are called outside",
                                libraries("io.micrometer..", "io.prometheus.."),
                                ".signaling.admin..")),
                main(
                        RunsLater.class,
                        root -> noClasses()
                                .that()
                                .resideOutsideOfPackages(root + ".desktop.fx..")
                                .should(be(CALLS_RUN_LATER))
                                .because("hops to the FX thread are collapsed and counted in one place")),
                main(
                        SecondBridge.class,
                        root -> classes()
                                .that(CALLS_RUN_LATER)
                                .should(containNumberOfElements(lessThanOrEqualTo(1)))
                                .because(
                                        "one class is the bridge to the FX thread, so that a test can run it inline")));
    }

    private static ArchRule door(String root, String reason, String[] libraries, String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(Arrays.stream(rooms).map(root::concat).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .because(reason);
    }

    private static String[] libraries(String... packages) {
        return packages;
    }
}
