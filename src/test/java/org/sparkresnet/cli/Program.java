package org.sparkresnet.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the program as a person does, in this process or in one of its own, and keeps what it says. */
final class Program {
    private Program() {}

    /** Exit code, and what was written to standard output and standard error. */
    record Result(int code, String output, String errors) {}

    /** Runs one command in this process. */
    static Result run(String... words) {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream writtenOutput = new ByteArrayOutputStream();
        ByteArrayOutputStream writtenErrors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(writtenOutput, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(writtenErrors, true, StandardCharsets.UTF_8));
        try {
            int code = new Main().run(words);
            return new Result(
                    code,
                    writtenOutput.toString(StandardCharsets.UTF_8),
                    writtenErrors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
    }

    /** Starts one command in a process of its own, with this process's class path and options. */
    static Process start(Path log, String... words) throws IOException {
        return startWith(log, List.of(), words);
    }

    /** The same, with more options of the Java machine. */
    static Process startWith(Path log, List<String> options, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-Xmx1g", "-Dspark.ui.enabled=false"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** The value of a top-level number or text in a file of one JSON object. */
    static String value(Path json, String key) throws IOException {
        Matcher matcher =
                Pattern.compile("\"" + key + "\"\\s*:\\s*\"?([^\",\\s]+)").matcher(Files.readString(json));
        if (!matcher.find()) {
            throw new IllegalStateException(json + " has no " + key);
        }
        return matcher.group(1);
    }
}
