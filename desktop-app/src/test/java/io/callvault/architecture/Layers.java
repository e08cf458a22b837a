package io.callvault.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.callvault.architecture.HouseRule.main;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.callvault.architecture.violations.desktop.chat.CyclesWithContact;
import io.callvault.architecture.violations.desktop.chat.DrawsHeadless;
import io.callvault.architecture.violations.desktop.chat.ImportsItsScreens;
import io.callvault.architecture.violations.desktop.chat.StartsTheBackend;
import io.callvault.architecture.violations.desktop.chat.ui.ImportsOtherScreens;
import io.callvault.architecture.violations.desktop.chat.ui.SceneViewModel;
import io.callvault.architecture.violations.desktop.instance.LoadsTooMuch;
import io.callvault.architecture.violations.desktop.metric.CountsWithContacts;
import io.callvault.architecture.violations.desktop.update.TellsContacts;
import io.callvault.architecture.violations.model.message.CyclesWithCall;
import io.callvault.architecture.violations.model.message.DoesIo;
import io.callvault.architecture.violations.model.message.StartsThreads;
import io.callvault.architecture.violations.rtc.KnowsTheNatives;
import io.callvault.architecture.violations.rtc.scripted.KnowsTheApp;
import io.callvault.architecture.violations.signaling.relay.CyclesWithAccount;
import io.callvault.architecture.violations.signaling.relay.UsesTheApp;
import java.util.List;
import java.util.function.BiPredicate;

/** Who may know whom: modules, features and their screens, what shows and what thinks. */
final class Layers {
    private Layers() {}

    static List<HouseRule> rules() {
        return List.of(
                main(
                        DoesIo.class,
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + ".model..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "java.net..", "java.nio.file..", "java.nio.channels..", "javax.net..")
                                .orShould()
                                .dependOnClassesThat()
                                .haveNameMatching("java\\.io\\.(File|RandomAccessFile).*")
                                .because("both sides run the shared model inside their own rules of I/O")),
                main(
                        StartsThreads.class,
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + ".model..")
                                .should()
                                .dependOnClassesThat()
                                .haveNameMatching(
                                        "java\\.lang\\.Thread(\\$.*)?|java\\.util\\.Timer|java\\.util\\.concurrent\\.(.*Execut.*|ForkJoin.*|CompletableFuture)")
                                .because(
                                        "the shared model is values and pure functions: threads belong to its callers")),
                main(
                        DrawsHeadless.class,
                        root -> noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        root + ".desktop.fx..", root + ".desktop.app..", root + ".desktop.*.ui..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "javafx..",
                                        "atlantafx..",
                                        "org.kordamp.ikonli..",
                                        "org.fxmisc..",
                                        "org.testfx..")
                                .because("logic runs and is tested without a toolkit")),
                main(
                        SceneViewModel.class,
                        root -> noClasses()
                                .that()
                                .haveNameMatching(".*ViewModel(\\$.*)?")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..")
                                .because("a view model holds state, and is tested without a screen")),
                main(
                        ImportsItsScreens.class,
                        root -> desktop(
                                root,
                                "not import the screens of its own feature",
                                (from, to) -> !from.screen() && to.screen() && from.sameFeature(to),
                                "services outlive their screens: the arrow leads from .ui to its parent")),
                main(
                        ImportsOtherScreens.class,
                        root -> desktop(
                                root,
                                "not import the screens of another feature",
                                (from, to) -> to.screen()
                                        && !from.sameFeature(to)
                                        && !from.feature().equals("app"),
                                "only the composition root in desktop.app puts screens together")),
                main(
                        StartsTheBackend.class,
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + ".desktop..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(root + ".signaling..")
                                .because(
                                        "the app knows the backend by the wire alone; only tests start it in process")),
                main(
                        UsesTheApp.class,
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + ".signaling..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(root + ".desktop..")
                                .because("the backend serves any client")),
                main(
                        CountsWithContacts.class,
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + ".desktop.metric..")
                                .should()
                                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(root + ".desktop..")
                                        .and(DescribedPredicate.not(
                                                JavaClass.Predicates.resideInAPackage(root + ".desktop.metric.."))))
                                .because("every room counts into the figures: they can know none of them")),
                main(
                        LoadsTooMuch.class,
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + ".desktop.instance..")
                                .should()
                                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(root + ".desktop..")
                                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                                                root + ".desktop.instance..", root + ".desktop.vault.."))))
                                .because("a second start ends within a second: it may load neither screens nor store")),
                main(
                        TellsContacts.class,
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + ".desktop.update..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        root + ".desktop.account..",
                                        root + ".desktop.call..",
                                        root + ".desktop.chat..",
                                        root + ".desktop.contact..",
                                        root + ".desktop.store..",
                                        root + ".desktop.sync..",
                                        root + ".desktop.vault..")
                                .because("updates belong to the computer: nothing of a person may reach their server")),
                main(
                        KnowsTheApp.class,
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + ".rtc..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(root + ".desktop..", root + ".signaling..")
                                .because("the app, the Echo contact and the call test share one media engine")),
                main(
                        KnowsTheNatives.class,
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + ".rtc")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(root + ".rtc.*..")
                                .because("the port is what every engine, the scripted one too, can be swapped behind")),
                main(CyclesWithContact.class, root -> noCycles(root + ".desktop.(*)..")),
                main(CyclesWithAccount.class, root -> noCycles(root + ".signaling.(*)..")),
                main(CyclesWithCall.class, root -> noCycles(root + ".model.(*)..")));
    }

    private static ArchRule noCycles(String rooms) {
        return slices().matching(rooms)
                .should()
                .beFreeOfCycles()
                .because("a feature must be readable, testable and removable without the ones that use it");
    }

    private static ArchRule desktop(String root, String what, BiPredicate<Room, Room> forbidden, String reason) {
        String desktop = root + ".desktop.";
        return classes()
                .that()
                .resideInAPackage(desktop + ".")
                .should(new ArchCondition<JavaClass>(what) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        Room from = Room.of(desktop, type);
                        for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
                            JavaClass target = arrow.getTargetClass();
                            if (target.getPackageName().startsWith(desktop)
                                    && forbidden.test(from, Room.of(desktop, target))) {
                                events.add(SimpleConditionEvent.violated(type, arrow.getDescription()));
                            }
                        }
                    }
                })
                .because(reason);
    }

    /** Where a class of the desktop lives: its feature, and whether it is one of the feature's screens. */
    private record Room(String feature, boolean screen) {
        static Room of(String desktop, JavaClass type) {
            List<String> path = List.of(
                    (type.getPackageName() + ".").substring(desktop.length()).split("\\."));
            return new Room(path.getFirst(), path.size() > 1 && path.get(1).equals("ui"));
        }

        boolean sameFeature(Room other) {
            return feature.equals(other.feature);
        }
    }
}
