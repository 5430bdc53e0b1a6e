package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Exit codes, seen from outside, in processes of their own. */
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void aMistakeEndsWithCodeTwoAndItsSentence() throws Exception {
        Path log = folder.resolve("log");
        Process process = Program.start(log, "train", "conf/no-such.conf");
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(Files.readString(log))
                .isEqualToIgnoringNewLines("recipe conf/no-such.conf: no such file; recipes lie in conf/, settings are"
                        + " given as key=value");
    }

    /** Where the exit code is lost, the sentence must be what the process dies of. */
    @Test
    void inClusterDeployModeTheSentenceIsThrown() throws Exception {
        Path log = folder.resolve("log");
        Process process =
                Program.startWith(log, List.of("-Dspark.submit.deployMode=cluster"), "train", "conf/no-such.conf");
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(Files.readString(log))
                .contains("Exception in thread \"main\" org.sparkresnet.config.InvalidInputException: recipe"
                        + " conf/no-such.conf: no such file");
    }

    @Test
    void helpNamesTheCommands() {
        Program.Result result = Program.run("--help");
        assertThat(result.code()).isZero();
        assertThat(result.output()).contains("prepare", "train", "evaluate", "describe", "benchmark");
    }

    @Test
    void scriptForClustersKnowsAllCommands() throws Exception {
        String script = Files.readString(Path.of("submit/cluster.sh"));
        Set<String> commands = new CommandLine(new Main()).getSubcommands().keySet();
        assertThat(script).contains("    " + String.join("|", commands) + ") break ;;");
    }
}
