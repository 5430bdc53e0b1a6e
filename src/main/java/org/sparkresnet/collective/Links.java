package org.sparkresnet.collective;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.buffer.NioManagedBuffer;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.apache.spark.network.util.TransportConf;

/**
 * The connections on which this worker sends, one to each peer.
 *
 * <p>They have a context of their own, whose handler refuses every request: Spark's library puts no authentication in
 * front of what a server asks of its client, and whoever answers at a peer's address could otherwise send us sums before
 * it has proved anything.
 */
final class Links implements AutoCloseable {
    /** How long a parting word may hold up the worker that leaves. */
    private static final long FAREWELL_SECONDS = 2;

    private final Group group;
    private final TransportContext context;
    private final TransportClientFactory factory;
    private final Map<Peer, TransportClient> clients = new ConcurrentHashMap<>();

    /** Prepares for connections; opens none. */
    Links(Group group, TransportConf settings, String secret) {
        this.group = group;
        context = new TransportContext(settings, new NoOpRpcHandler());
        factory = context.createClientFactory(
                List.of(new AuthClientBootstrap(settings, TransportSettings.USER, TransportSettings.holder(secret))));
    }

    /** Connects to {@code peer}, proves that both sides know the secret, and introduces this worker. */
    void connect(Peer peer, WorkerAddress address) throws InterruptedException {
        try {
            clients.put(peer, factory.createClient(address.host(), address.port()));
            Layout layout = group.layout();
            tell(peer, Header.plain(Header.Kind.HELLO, layout.rank(), 0, 0), layout.group());
        } catch (IOException e) {
            group.update(() -> peer.lose("it cannot be reached (" + firstLine(e) + ")"));
        } catch (RuntimeException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw (InterruptedException) new InterruptedException("while connecting to " + address).initCause(e);
            }
            group.update(() ->
                    peer.lose("authentication with it failed (" + firstLine(e) + "), perhaps it has another secret"));
        }
    }

    /** Sends a message without floats. */
    void tell(Peer peer, Header header, String payload) {
        group.update(peer::sent);
        clients.get(peer).sendRpc(header.encode(payload), new Acknowledgment(peer));
    }

    /** Sends {@code bytes}, which must not change before {@link Peer#hasTakenAll}. */
    void upload(Peer peer, Header header, byte[] payload, ByteBuffer bytes) {
        group.update(peer::sent);
        clients.get(peer)
                .uploadStream(
                        new NioManagedBuffer(header.encode(payload)),
                        new NioManagedBuffer(bytes),
                        new Acknowledgment(peer));
    }

    /** Tells every peer that can still be reached, and waits until they know, but not long. */
    void farewell(Header header, String reason) {
        List<TransportClient> reached = List.copyOf(clients.values());
        CountDownLatch told = new CountDownLatch(reached.size());
        RpcResponseCallback countDown = new RpcResponseCallback() {
            @Override
            public void onSuccess(ByteBuffer response) {
                told.countDown();
            }

            @Override
            public void onFailure(Throwable cause) {
                told.countDown();
            }
        };
        reached.forEach(client -> client.sendRpc(header.encode(reason), countDown));
        try {
            told.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes all connections; when this returns, nothing is read from anybody's buffers any more. */
    @Override
    public void close() {
        factory.close();
        context.close();
    }

    private static String firstLine(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("");
    }

    /** The peer's answer to one message. */
    private final class Acknowledgment implements RpcResponseCallback {
        private final Peer peer;

        Acknowledgment(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void onSuccess(ByteBuffer response) {
            group.update(peer::acknowledged);
        }

        @Override
        public void onFailure(Throwable cause) {
            group.update(() -> peer.lose("it did not take a message (" + firstLine(cause) + ")"));
        }
    }
}
