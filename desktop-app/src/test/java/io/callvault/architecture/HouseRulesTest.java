package io.callvault.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.EvaluationResult;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Judges the compiled classes of all modules by the rules of the house, and proves that each rule can fail. */
class HouseRulesTest {
    private static final List<String> MODULES = List.of("shared-model", "rtc", "signaling-stub", "desktop-app");

    private static final ImportOption NOT_THE_MIRROR =
            location -> !location.contains(HouseRule.MIRROR.replace('.', '/') + "/");

    private static JavaClasses shipped;
    private static JavaClasses everything;
    private static JavaClasses mirror;

    @BeforeAll
    static void read() {
        shipped = house("classes");
        everything = house("classes", "test-classes");
        mirror = new ClassFileImporter().importPackages(HouseRule.MIRROR);
    }

    static Stream<HouseRule> rules() {
        return Stream.of(LibraryDoors.rules(), Layers.rules(), Habits.rules()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeepsTheRule(HouseRule rule) {
        JavaClasses judged = switch (rule.scope()) {
            case MAIN -> shipped;
            case ALL -> everything;
        };
        EvaluationResult result = rule.forHouse().evaluate(judged);
        assertThat(result.hasViolation())
                .withFailMessage(() -> result.getFailureReport().toString())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleReportsItsViolationAndSparesTheLawful(HouseRule rule) {
        List<String> report =
                rule.forMirror().evaluate(mirror).getFailureReport().getDetails();
        assertThat(report).anyMatch(line -> line.contains(rule.culprit().getName()));
        assertThat(report).noneMatch(line -> line.contains(".Lawful"));
    }

    @Test
    void everyModuleWithSourcesIsJudged() {
        List<String> built = MODULES.stream()
                .filter(module ->
                        Files.isDirectory(Sources.root().resolve(module).resolve("src/main/java")))
                .toList();
        assertThat(built)
                .allSatisfy(module -> assertThat(shipped)
                        .anyMatch(type -> type.getSource()
                                .orElseThrow()
                                .getUri()
                                .toString()
                                .contains(module)));
    }

    private static JavaClasses house(String... outputs) {
        List<Location> locations = MODULES.stream()
                .flatMap(module -> Stream.of(outputs)
                        .map(output ->
                                Sources.root().resolve(module).resolve("target").resolve(output)))
                .filter(Files::isDirectory)
                .map(Location::of)
                .toList();
        return new ClassFileImporter().withImportOption(NOT_THE_MIRROR).importLocations(locations);
    }
}
