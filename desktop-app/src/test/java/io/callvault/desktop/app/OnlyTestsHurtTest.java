package io.callvault.desktop.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.callvault.desktop.fault.DiskQuota;
import io.callvault.desktop.fault.Faults;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** No way leads from the app's command line to a fault point, a broken habit, another clock or a full disk. */
class OnlyTestsHurtTest {

    private static final Set<String> HURTFUL =
            Set.of(Faults.class.getName(), ClientCore.Environment.class.getName(), DiskQuota.class.getName());

    private static final ArchRule NOBODY_ASKS_FOR_FAULTS = noClasses()
            .that()
            .resideOutsideOfPackage("io.callvault.desktop.fault")
            .and()
            .doNotHaveFullyQualifiedName(ClientCore.Environment.class.getName())
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "a fault is asked for",
                    call -> HURTFUL.contains(call.getTargetOwner().getName())
                            && call.getTarget().getName().matches("with[A-Z].*|of|room")))
            .because("a fault is asked for by a test, never by the app");

    @Test
    void noClassOfTheAppAsksForAFault() {
        JavaClasses app = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.callvault.desktop");
        assertThat(app.size()).isGreaterThan(200);
        NOBODY_ASKS_FOR_FAULTS.check(app);
    }

    @Test
    void aClassThatAsksIsFound() {
        JavaClasses guilty = new ClassFileImporter().importClasses(OnlyTestsHurtTest.class);
        assertThatThrownBy(() -> NOBODY_ASKS_FOR_FAULTS.check(guilty)).isInstanceOf(AssertionError.class);
    }

    @Test
    void theCommandLineHasNothingThatHurts() {
        List<String> options = new CommandLine(new AppMain())
                .getCommandSpec().options().stream()
                        .map(option -> option.longestName())
                        .toList();
        assertThat(options)
                .containsExactlyInAnyOrder(
                        "--profile", "--server", "--startup-report", "--minimized", "--help", "--version");
    }

    @Test
    void theAppRunsOnTheRealMachine() {
        Faults faults = ClientCore.Environment.real().faults();
        assertThat(faults).isSameAs(Faults.none());
        assertThat(faults.broken()).isEmpty();
        assertThat(faults.disk().limited()).isFalse();
    }

    @Test
    void aFullDiskTakesWhatFits() throws IOException {
        DiskQuota disk = DiskQuota.of(100);
        assertThat(disk.take(60)).isEqualTo(60);
        assertThat(disk.take(60)).isEqualTo(40);
        assertThatThrownBy(() -> disk.takeAll(1)).isInstanceOf(IOException.class);
        disk.give(10);
        disk.takeAll(10);
        assertThat(disk.take(1)).isZero();
        disk.room(5);
        assertThat(Faults.none().withDisk(disk).disk().take(9)).isEqualTo(5);
        assertThatThrownBy(() -> DiskQuota.unlimited().room(1)).isInstanceOf(IllegalStateException.class);
    }
}
