package io.callvault.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.callvault.architecture.HouseRule.all;
import static io.callvault.architecture.HouseRule.main;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.callvault.architecture.violations.habits.LogsWithTheJdk;
import io.callvault.architecture.violations.habits.Prints;
import io.callvault.architecture.violations.habits.PromisesNothing;
import io.callvault.architecture.violations.habits.Sleeps;
import io.callvault.architecture.violations.habits.SwitchedOff;
import io.callvault.architecture.violations.habits.TakesTooMuch;
import io.callvault.architecture.violations.unmarked.Unmarked;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Disabled;

/** What never appears in our code, wherever it stands. */
final class Habits {
    /** EXAMPLES.md, "Small rooms". */
    private static final int MOST_PARAMETERS = 7;

    private static final DescribedPredicate<JavaClass> COMMAND_LINE = DescribedPredicate.describe(
            "command-line classes",
            type -> outermost(type).getSimpleName().endsWith("Main")
                    || outermost(type).isAnnotatedWith("picocli.CommandLine$Command"));

    private Habits() {}

    static List<HouseRule> rules() {
        return List.of(
                all(
                        Unmarked.class,
                        root -> classes()
                                .that()
                                .resideInAPackage(root + "..")
                                .should(liveInANullMarkedPackage())
                                .because("no null crosses an API unseen, and every room says what it is for")),
                main(
                        TakesTooMuch.class,
                        root -> constructors()
                                .that()
                                .areDeclaredInClassesThat(not(recordsOrEnums()))
                                .should(takeFewParameters())
                                .because("a class that needs more than seven others is two classes")),
                all(
                        Sleeps.class,
                        root -> noClasses()
                                .should()
                                .callMethodWhere(DescribedPredicate.describe(
                                        "it sleeps",
                                        call -> call.getName().equals("sleep")
                                                && call.getTargetOwner()
                                                        .getName()
                                                        .matches("java\\..*|org\\.testfx\\..*|com\\.google\\..*")))
                                .because(
                                        "a sleep is too short on a slow machine and too long on a fast one: wait for the condition")),
                main(
                        LogsWithTheJdk.class,
                        root -> noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("java.util.logging..")
                                .because("one log, SLF4J, with one place that keeps secrets out")),
                main(
                        Prints.class,
                        root -> noClasses()
                                .that(not(COMMAND_LINE))
                                .should()
                                .accessField(System.class, "out")
                                .orShould()
                                .accessField(System.class, "err")
                                .orShould()
                                .callMethod(Throwable.class, "printStackTrace")
                                .because("what is printed past the log is never redacted; only a command line prints")),
                main(
                        PromisesNothing.class,
                        root -> noClasses()
                                .should()
                                .callConstructor(UnsupportedOperationException.class)
                                .orShould()
                                .callConstructor(UnsupportedOperationException.class, String.class)
                                .because("what is not built is not offered")),
                all(
                        SwitchedOff.class,
                        root -> classes()
                                .should(haveNoDisabledTest())
                                .because("a test that does not run protects nothing")));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Habits::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaClass> recordsOrEnums() {
        return DescribedPredicate.describe("are records or enums", type -> type.isRecord() || type.isEnum());
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + ": " + type.getPackageName() + " is not @NullMarked"));
            }
        };
    }

    /** Counts what the source says: an inner class is also given its outer instance, a local one what it captures. */
    private static ArchCondition<JavaConstructor> takeFewParameters() {
        return new ArchCondition<>("take at most " + MOST_PARAMETERS + " parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                JavaClass owner = constructor.getOwner();
                boolean counted = !owner.isAnonymousClass() && !owner.isLocalClass();
                int hidden = owner.isInnerClass() ? 1 : 0;
                int count = constructor.getRawParameterTypes().size() - hidden;
                events.add(new SimpleConditionEvent(
                        constructor, !counted || count <= MOST_PARAMETERS, owner.getName() + " takes " + count));
            }
        };
    }

    private static ArchCondition<JavaClass> haveNoDisabledTest() {
        DescribedPredicate<CanBeAnnotated> disabled = CanBeAnnotated.Predicates.annotatedWith(Disabled.class);
        return new ArchCondition<>("have no disabled test") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean off = disabled.test(type) || type.getMethods().stream().anyMatch(disabled);
                events.add(new SimpleConditionEvent(type, !off, type.getName() + " has a disabled test"));
            }
        };
    }
}
