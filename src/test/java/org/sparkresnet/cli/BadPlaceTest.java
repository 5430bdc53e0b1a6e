package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.storage.SmallHdfs;

/** Places that a person names and that cannot be used: one sentence with key, place, reason and remedy. */
@Tag("cluster")
class BadPlaceTest {
    @RegisterExtension
    private static final SmallHdfs HDFS = new SmallHdfs();

    private static final String SOURCE = "data-prep/fashion-mnist-sample";

    @TempDir
    private static Path shared;

    private static SampleData data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepareData() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        data = SampleData.prepare(shared.resolve("data"));
        assertThat(Program.run(data.train(shared.resolve("run"), "run.length=2ba"))
                        .code())
                .isZero();
        org.apache.hadoop.fs.Path secret = new org.apache.hadoop.fs.Path("/secret");
        HDFS.files().mkdirs(secret);
        HDFS.files().setOwner(secret, "ann", "staff");
        HDFS.files().setPermission(secret, new FsPermission("700"));
    }

    @BeforeEach
    void setSparkSettings() {
        System.setProperty("spark.ui.enabled", "false");
    }

    @AfterEach
    void forgetSparkSettings() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("spark."))
                .forEach(System::clearProperty);
    }

    @Test
    void nobodyAnswers() throws IOException {
        // Bound and not listening: nobody else gets the port meanwhile.
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String place = "hdfs://localhost:" + silent.getLocalPort() + "/x";
            everyKeyIsRefused(place, "nobody answers there (", "; start its servers, or");
        }
    }

    @Test
    void hostWithoutAddress() {
        everyKeyIsRefused("hdfs://no-such-host.invalid:8020/x", "no host has that name (", "; mend the address, or");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s4://bucket/x", "s3a://bucket/x"})
    void unknownScheme(String place) {
        everyKeyIsRefused(place, "no file system answers to that scheme (", "or add the jar of that file system");
    }

    @Test
    void permissionIsMissing() {
        UserGroupInformation.createRemoteUser("bob").doAs((PrivilegedAction<Void>) () -> {
            everyKeyIsRefused(
                    HDFS.uri("/secret/x"),
                    "permission is missing (Permission denied: user=bob",
                    "; have it granted, or");
            return null;
        });
    }

    @Test
    void permissionIsMissingWhereTheRunWouldBegin() {
        UserGroupInformation.createRemoteUser("bob").doAs((PrivilegedAction<Void>) () -> {
            assertThat(refusal(data.train(folder, "run.output=" + HDFS.uri("/run-of-bob"))))
                    .startsWith(HDFS.uri("/run-of-bob") + ": permission is missing (Permission denied: user=bob");
            assertThat(refusal("prepare", "prepare.source=" + SOURCE, "prepare.output=" + HDFS.uri("/data-of-bob")))
                    .startsWith("prepare.output = " + HDFS.uri("/data-of-bob") + ": permission is missing (");
            return null;
        });
    }

    @Test
    void fileInTheWay() throws IOException {
        HDFS.files().create(new org.apache.hadoop.fs.Path("/file")).close();
        Path file = Files.createFile(folder.resolve("file"));
        for (String place : List.of(HDFS.uri("/file"), HDFS.uri("/file/x"), file.toString(), file + "/x")) {
            assertThat(refusal(data.train(folder, "run.output=" + place)))
                    .contains("run.output = " + place)
                    .containsAnyOf("a file is in the way (", "permission is missing (");
            assertThat(refusal("prepare", "prepare.source=" + SOURCE, "prepare.output=" + place))
                    .contains(place)
                    .contains("a file is in the way (");
        }
    }

    /**
     * A host that drops packets, as firewalls do: its queue of connections is full. In a process of its own, because a
     * process keeps the patience with which it began.
     */
    @Test
    void hostThatIsSilent() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FullQueue queue = FullQueue.of(server)) {
            assertThat(queue.connections()).isNotEmpty();
            String place = "hdfs://localhost:" + server.getLocalPort() + "/x";
            Path log = folder.resolve("log");
            Process process = Program.startWith(
                    log,
                    List.of("-Dspark.hadoop.ipc.client.connect.timeout=100"),
                    evaluate("evaluate.checkpoint=" + place));
            assertThat(process.waitFor()).isEqualTo(2);
            assertThat(Files.readString(log))
                    .startsWith("evaluate.checkpoint = " + place + ": nobody answers there (")
                    .contains("100 millis timeout");
        }
    }

    private void everyKeyIsRefused(String place, String reason, String remedy) {
        assertThat(refusal(
                        data.train(folder, "data.train=" + place, "data.validation=" + place, "run.output=" + place)))
                .startsWith("3 problems in the command line:")
                .contains("data.train = " + place, "data.validation = " + place, "run.output = " + place)
                .contains(": " + reason)
                .contains(remedy);
        assertThat(refusal(prepare(place, folder.resolve("out").toString())))
                .startsWith("prepare.source = " + place + ": " + reason)
                .contains(remedy);
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(refusal(prepare(SOURCE, place)))
                .startsWith("prepare.output = " + place)
                .contains(": " + reason)
                .contains(remedy);
        assertThat(refusal(evaluate("evaluate.checkpoint=" + place)))
                .startsWith("evaluate.checkpoint = " + place)
                .contains(": " + reason);
        assertThat(refusal(evaluate("data.validation=" + place)))
                .startsWith("data.validation = " + place + ": " + reason);
        assertThat(refusal(evaluate("run.output=" + place))).startsWith("run.output = " + place + ": " + reason);
        assertThat(folder).isEmptyDirectory();
    }

    private static String[] prepare(String source, String output) {
        return new String[] {"prepare", "prepare.source=" + source, "prepare.output=" + output};
    }

    private String[] evaluate(String setting) {
        return data.words("evaluate", folder, "evaluate.checkpoint=" + shared.resolve("run"), setting);
    }

    private static String refusal(String... words) {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isEqualTo(2);
        assertThat(result.errors()).doesNotContain("\tat ");
        return result.errors().strip();
    }

    /** Connections that nobody accepts, as many as the server's queue takes. */
    private record FullQueue(List<SocketChannel> connections) implements AutoCloseable {
        private static final int MORE_THAN_THE_QUEUE = 8;

        static FullQueue of(ServerSocket server) throws IOException {
            List<SocketChannel> connections = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
                SocketChannel connection = SocketChannel.open();
                connection.configureBlocking(false);
                connection.connect(server.getLocalSocketAddress());
                connections.add(connection);
            }
            return new FullQueue(connections);
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel connection : connections) {
                connection.close();
            }
        }
    }
}
