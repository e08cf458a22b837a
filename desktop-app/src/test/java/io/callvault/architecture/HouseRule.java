package io.callvault.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/**
 * One rule, written once and built for two roots: the real house and its mirror of violations.
 *
 * @param scope which classes it judges
 * @param culprit the deliberate violation that the rule must report
 * @param build makes the rule for a root package
 */
record HouseRule(Scope scope, Class<?> culprit, Function<String, ArchRule> build) {
    static final String HOUSE = "io.callvault";
    static final String MIRROR = "io.callvault.architecture.violations";

    /** Which classes a rule judges. */
    enum Scope {
        /** What ships. */
        MAIN,
        /** What ships and what tests it. */
        ALL
    }

    static HouseRule main(Class<?> culprit, Function<String, ArchRule> build) {
        return new HouseRule(Scope.MAIN, culprit, build);
    }

    static HouseRule all(Class<?> culprit, Function<String, ArchRule> build) {
        return new HouseRule(Scope.ALL, culprit, build);
    }

    /** The rule for the real house; a room that is not built yet is no failure. */
    ArchRule forHouse() {
        return build.apply(HOUSE).allowEmptyShould(true);
    }

    ArchRule forMirror() {
        return build.apply(MIRROR).allowEmptyShould(true);
    }

    @Override
    public String toString() {
        return forHouse().getDescription();
    }
}
