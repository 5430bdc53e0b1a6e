package org.sparkresnet.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.network.util.TransportConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparkresnet.config.InvalidInputException;

@Timeout(120)
class CollectiveSecurityTest {
    private static final int FLOATS = 1000;
    private static final int SLICE_BYTES = 496 * Float.BYTES;
    private static final Map<String, String> ENCRYPTED = Map.of("spark.network.crypto.enabled", "true");

    /** What worker 1 sends to worker 0 in the first step of two workers. */
    private static final Header RIGHT = reduce(1, 0, 0, new Slice(0, 496));

    @Test
    void aClientWithoutTheSecretIsRefusedAndHarmsNobody() throws Exception {
        try (Workers workers = Workers.joined(2, 2, FLOATS)) {
            WorkerAddress target = workers.addresses().get(0);
            try (Intruder first = Intruder.withoutSecret(target);
                    Intruder second = Intruder.withoutSecret(target)) {
                assertRefused(second.tell(hello(1), new Layout(2, 2, 1, FLOATS).group()), "SaslMessage");
                assertRefused(second.fetch(), "no chunks");
                assertRefused(first.upload(RIGHT, SLICE_BYTES), "Unauthenticated call");
            }
            assertStillRight(workers);
        }
    }

    @Test
    void aClientWithAnotherSecretIsRefused() throws Exception {
        try (Workers workers = Workers.joined(2, 2, FLOATS)) {
            WorkerAddress target = workers.addresses().get(0);
            assertThatThrownBy(() -> Intruder.withSecret(target, "another secret of some length", Map.of()))
                    .hasMessageContaining("Mismatched response");
            assertStillRight(workers);
        }
    }

    @Test
    void aClientThatDoesNotEncryptIsRefusedWhereEncryptionIsOn() throws Exception {
        try (Workers workers = Workers.bound(2, 2, FLOATS, ENCRYPTED)) {
            workers.join(workers.addresses());
            WorkerAddress target = workers.addresses().get(0);
            assertThatThrownBy(() -> Intruder.withSecret(target, Workers.SECRET, Map.of()))
                    .hasMessageContaining("Unknown challenge");
            assertThatThrownBy(() -> Intruder.withSecret(target, "another secret of some length", ENCRYPTED))
                    .hasMessageContaining("Authentication failed");
            assertStillRight(workers);
        }
    }

    @Test
    void garbageEndsOnlyItsOwnConnection() throws Exception {
        byte[] garbage = new byte[100_000];
        new Random(3).nextBytes(garbage);
        try (Workers workers = Workers.joined(2, 2, FLOATS)) {
            WorkerAddress target = workers.addresses().get(0);
            try (Socket socket = new Socket(InetAddress.getByName(target.host()), target.port())) {
                OutputStream out = socket.getOutputStream();
                // A frame of 100 bytes, so that what follows is decoded and not waited for.
                out.write(ByteBuffer.allocate(8).putLong(108).array());
                out.write(garbage);
                out.flush();
                assertThat(readToEnd(socket)).isNotNegative();
            }
            assertStillRight(workers);
        }
    }

    @Test
    void whoSaysNothingIsShownOut() throws Exception {
        Map<String, String> settings = Map.of("spark.network.auth.rpcTimeout", "1s");
        try (Workers workers = Workers.bound(2, 2, FLOATS, settings)) {
            WorkerAddress target = workers.addresses().get(0);
            try (Socket socket = new Socket(InetAddress.getByName(target.host()), target.port())) {
                assertThat(readToEnd(socket)).isZero();
            }
            workers.join(workers.addresses());
            assertStillRight(workers);
        }
    }

    @Test
    void whoKnowsTheSecretMustStillSayWhoItIs() throws Exception {
        try (Workers workers = Workers.joined(2, 2, FLOATS)) {
            WorkerAddress target = workers.addresses().get(0);
            String group = new Layout(2, 2, 1, FLOATS).group();
            try (Intruder nameless = Intruder.withSecret(target, Workers.SECRET, Map.of());
                    Intruder twin = Intruder.withSecret(target, Workers.SECRET, Map.of());
                    Intruder stranger = Intruder.withSecret(target, Workers.SECRET, Map.of());
                    Intruder mumbler = Intruder.withSecret(target, Workers.SECRET, Map.of())) {
                assertRefused(nameless.upload(RIGHT, SLICE_BYTES), "came on a connection of nobody");
                assertRefused(twin.tell(hello(1), group), "worker 1 has introduced itself before");
                assertRefused(stranger.tell(hello(2), group), "expects no worker 2");
                assertRefused(mumbler.send(new byte[] {1, 2, 3}), "ended within its header");
            }
            assertStillRight(workers);
        }
    }

    @Test
    void whoAnswersAtThePlaceOfAPeerCannotIntroduceItself() throws Exception {
        CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
        TransportConf conf = TransportSettings.of(Map.of(), Duration.ofSeconds(30));
        Layout layout = new Layout(2, 2, 0, FLOATS);
        try (TransportContext context = new TransportContext(conf, new Impostor(answer));
                TransportServer server = context.createServer(Workers.HOST, 0, List.of());
                Collective first = Collective.bind(layout, Workers.HOST, Workers.SECRET, Workers.TIMEOUT, Map.of())) {
            List<WorkerAddress> addresses = List.of(first.address(), new WorkerAddress(Workers.HOST, server.getPort()));
            assertThatThrownBy(() -> first.join(addresses))
                    .isInstanceOf(PeerLostException.class)
                    .hasMessageContaining("authentication with it failed");
            assertRefused(answer, "Cannot handle messages");
        }
    }

    @Test
    void aPeerThatSendsWhatIsNotDueIsLost() throws Exception {
        Slice whole = new Slice(0, 496);
        assertLost(reduce(0, 0, 0, whole), 496, "came on a connection of worker 1");
        assertLost(reduce(1, 0, 1, whole), 496, "1 parts are expected");
        assertLost(reduce(1, 0, 0, new Slice(16, 496)), 480, "floats from 0 are due");
        assertLost(reduce(1, 0, 0, new Slice(0, 497)), 497, "496 in all");
        assertLost(reduce(1, 0, 0, whole), 400, "ended early");
        assertLost(new Header(Header.Kind.HELLO, 1, 0, 0, 0, whole), 496, "came with floats");
        assertLost(reduce(1, 3, 0, whole), 496, "operation 0 of step 0 met operation 3 of step 0");
        assertLost(new Header(Header.Kind.BROADCAST, 1, 0, 0, 0, whole), 496, "came where nothing was expected");
        assertLost(reduce(1, 0, 0, whole), 500, "bytes came where");
    }

    @Test
    void floatsCanBeReadOnTheWireOnlyWithoutEncryption() throws Exception {
        assertThat(floatsOnTheWire(Map.of())).isTrue();
        assertThat(floatsOnTheWire(ENCRYPTED)).isFalse();
    }

    @Test
    void theCipherWithWhichSparkLosesMessagesIsRefused() {
        Map<String, String> settings =
                Map.of("spark.network.crypto.enabled", "true", "spark.network.crypto.cipher", "AES/GCM/NoPadding");
        assertThatThrownBy(() -> Workers.bound(2, 2, FLOATS, settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("spark.network.crypto.cipher")
                .hasMessageContaining("AES/CTR/NoPadding");
    }

    /** Lets a false worker 1 send one message, {@code floats} long, in the first step. */
    private static void assertLost(Header header, int floats, String reason) throws Exception {
        try (Workers workers = Workers.bound(2, 2, FLOATS, Map.of());
                Intruder member = Intruder.withSecret(workers.addresses().get(0), Workers.SECRET, Map.of())) {
            member.tell(hello(1), new Layout(2, 2, 1, FLOATS).group()).get();
            workers.get(0).join(workers.addresses());
            Future<float[]> sum = workers.start(0, (rank, collective) -> sum(collective, rank, 0));
            member.upload(header, floats * Float.BYTES);
            assertThatThrownBy(sum::get)
                    .hasCauseInstanceOf(PeerLostException.class)
                    .hasMessageContaining("worker 1")
                    .hasMessageContaining(reason);
        }
    }

    private static boolean floatsOnTheWire(Map<String, String> settings) throws Exception {
        float value = 1.2345678e-9f;
        try (Workers workers = Workers.bound(2, 2, FLOATS, settings);
                RecordingProxy proxy = new RecordingProxy(workers.addresses().get(1))) {
            workers.join(List.of(workers.addresses().get(0), proxy.address()));
            workers.onAll((rank, collective) -> {
                try (SubtreeSums mine = new SubtreeSums(new Layout(2, 2, rank, FLOATS))) {
                    float[] lane = new float[FLOATS];
                    Arrays.fill(lane, value);
                    mine.add(rank, LaneVectors.offHeap(lane));
                    FloatBuffer sum = LaneVectors.offHeap(FLOATS);
                    collective.allReduce(0, mine, new byte[0], sum);
                    assertThat(LaneVectors.onHeap(sum)).containsOnly(value + value);
                }
                return rank;
            });
            assertThat(proxy.recorded()).hasSizeGreaterThan(FLOATS * Float.BYTES);
            return contains(proxy.recorded(), value);
        }
    }

    /** Whether {@code value} stands twice in a row anywhere in {@code bytes}. */
    private static boolean contains(byte[] bytes, float value) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + 8 <= bytes.length; i++) {
            if (buffer.getFloat(i) == value && buffer.getFloat(i + 4) == value) {
                return true;
            }
        }
        return false;
    }

    private static int readToEnd(Socket socket) throws Exception {
        return socket.getInputStream().readAllBytes().length;
    }

    private static void assertRefused(Future<ByteBuffer> answer, String reason) {
        assertThatThrownBy(answer::get).hasMessageContaining(reason);
    }

    private static void assertStillRight(Workers workers) throws Exception {
        for (int step = 0; step < 2; step++) {
            long current = step;
            assertThat(workers.onAll((rank, collective) -> sum(collective, rank, current)))
                    .allSatisfy(sum -> assertThat(sum).containsExactly(LaneVectors.sum(current, 2, FLOATS)));
        }
    }

    private static float[] sum(Collective collective, int rank, long step) throws Exception {
        try (SubtreeSums mine = new SubtreeSums(new Layout(2, 2, rank, FLOATS))) {
            LaneVectors.fill(mine, step);
            FloatBuffer sum = LaneVectors.offHeap(FLOATS);
            collective.allReduce(step, mine, new byte[0], sum);
            return LaneVectors.onHeap(sum);
        }
    }

    private static Header hello(int rank) {
        return Header.plain(Header.Kind.HELLO, rank, 0, 0);
    }

    private static Header reduce(int sender, long operation, int part, Slice piece) {
        return new Header(Header.Kind.REDUCE, sender, operation, 0, part, piece);
    }

    /** Accepts everybody and introduces itself as worker 1 to whoever connects. */
    private static final class Impostor extends RpcHandler {
        private final CompletableFuture<ByteBuffer> answer;

        Impostor(CompletableFuture<ByteBuffer> answer) {
            this.answer = answer;
        }

        @Override
        public void channelActive(TransportClient client) {
            client.sendRpc(hello(1).encode(new Layout(2, 2, 1, FLOATS).group()), Intruder.completing(answer));
        }

        @Override
        public void receive(TransportClient client, ByteBuffer message, RpcResponseCallback callback) {
            callback.onSuccess(ByteBuffer.allocate(0));
        }

        @Override
        public StreamManager getStreamManager() {
            return null;
        }
    }
}
