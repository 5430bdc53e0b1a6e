package org.sparkresnet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Spark's own standalone cluster on this machine: a master and workers, each a process of its own. */
final class StandaloneCluster implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://\\S+)");

    private final List<Process> processes = new ArrayList<>();
    private final Path folder;
    private String address;

    private StandaloneCluster(Path folder) {
        this.folder = folder;
    }

    /** Starts a master and {@code workers} workers with one core each. */
    static StandaloneCluster start(Path folder, int workers) throws IOException {
        StandaloneCluster cluster = new StandaloneCluster(Files.createDirectories(folder));
        cluster.startMaster();
        for (int worker = 0; worker < workers; worker++) {
            cluster.startWorker();
        }
        return cluster;
    }

    /** Where applications find it. */
    String address() {
        return address;
    }

    /** The executors that run now; each is a child of the worker that started it. */
    Stream<ProcessHandle> executors() {
        return processes.stream().flatMap(Process::children);
    }

    /** The executor has nobody then who would start it again. */
    void killOneWorkerAndItsExecutor() {
        ProcessHandle executor = executors().findFirst().orElseThrow();
        executor.parent().orElseThrow().destroyForcibly();
        executor.destroyForcibly();
    }

    @Override
    public void close() {
        processes.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        processes.forEach(Process::destroyForcibly);
    }

    private void startMaster() throws IOException {
        Process master = run("master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
        BufferedReader log = master.inputReader();
        while (address == null) {
            String line = log.readLine();
            if (line == null) {
                throw new IOException("the master ended before it said where it listens");
            }
            Matcher matcher = ADDRESS.matcher(line);
            address = matcher.find() ? matcher.group(1) : null;
        }
        drain(log);
    }

    private void startWorker() throws IOException {
        Path work = folder.resolve("worker-" + processes.size());
        Process worker = run(
                "worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                work.toString(),
                address);
        drain(worker.inputReader());
    }

    private Process run(String daemon, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", SparkHome.classPath(), "org.apache.spark.deploy." + daemon));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        processes.add(process);
        return process;
    }

    /** A full pipe would stop the process. */
    private static void drain(BufferedReader log) {
        Thread reader = new Thread(() -> {
            try (log) {
                while (log.readLine() != null) {
                    // Nobody reads it.
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
    }
}
