package org.sparkresnet.collective;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A worker in a process of its own.
 *
 * <p>It prints its address, reads the addresses of all workers from one line, and then sums step after step, printing
 * {@code step N}, until an exception, which it prints as {@code TYPE RANK}.
 */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private WorkerProcess(Process process) {
        this.process = process;
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one that sums as worker {@code layout.rank()}. */
    static WorkerProcess start(Layout layout) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new WorkerProcess(new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        Integer.toString(layout.lanes()),
                        Integer.toString(layout.workers()),
                        Integer.toString(layout.rank()),
                        Integer.toString(layout.floats()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The next line that it prints and that begins with one of {@code beginnings}. */
    String nextLine(String... beginnings) throws IOException {
        String line = lines.readLine();
        while (line != null && Stream.of(beginnings).noneMatch(line::startsWith)) {
            line = lines.readLine();
        }
        return line;
    }

    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    @Override
    public void close() {
        kill();
    }

    /** Ends it the way the out-of-memory killer does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Arguments: lanes, workers, rank, floats. */
    public static void main(String[] arguments) throws Exception {
        int[] numbers = Stream.of(arguments).mapToInt(Integer::parseInt).toArray();
        Layout layout = new Layout(numbers[0], numbers[1], numbers[2], numbers[3]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Collective collective = Collective.bind(layout, Workers.HOST, Workers.SECRET, Workers.TIMEOUT, Map.of());
                SubtreeSums mine = new SubtreeSums(layout)) {
            out.println("address " + collective.address());
            collective.join(readAddresses());
            LaneVectors.fill(mine, 0);
            for (int step = 0; ; step++) {
                collective.allReduce(step, mine, new byte[0], LaneVectors.offHeap(layout.floats()));
                out.println("step " + step);
            }
        } catch (ExchangeException e) {
            out.println(e.getClass().getSimpleName() + " " + e.rank());
        }
    }

    private static List<WorkerAddress> readAddresses() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return Stream.of(in.readLine().split(" ")).map(WorkerAddress::parse).toList();
    }
}
