package io.callvault.installer.manifest;

import io.callvault.installer.InstallerException;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code callvault installer manifest}: announces releases to installed apps. */
@Command(
        name = "manifest",
        mixinStandardHelpOptions = true,
        description = {
            "Makes, renews and checks the signed list in which installed apps find updates.",
            "Keys come from files (--key) or the variable " + SecretKeys.VARIABLE + " and are never printed.",
            "docs/updates.md explains all of it."
        })
public final class ManifestMain implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ManifestMain() {}

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do: key, make, renew or check.");
    }

    /** What a command does; everything that can go wrong becomes one line and the exit code 1. */
    interface Work {
        void run(PrintWriter out) throws IOException, InstallerException, WireException;
    }

    static int run(CommandSpec spec, Work work) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            work.run(out);
            return 0;
        } catch (InstallerException e) {
            err.println("manifest: " + e.getMessage());
        } catch (WireException e) {
            err.println("manifest: no app would take it: " + e.getMessage() + ".");
        } catch (IOException e) {
            err.println("manifest: a file could not be read or written: " + e);
        } finally {
            out.flush();
            err.flush();
        }
        return 1;
    }

    /** The command line, with the variables of a process. */
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new ManifestMain())
                .addSubcommand(new KeyCommand())
                .addSubcommand(new MakeCommand(environment))
                .addSubcommand(new RenewCommand(environment))
                .addSubcommand(new CheckCommand())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }
}
