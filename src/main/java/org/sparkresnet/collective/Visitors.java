package org.sparkresnet.collective;

import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.network.buffer.ManagedBuffer;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.StreamCallbackWithID;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what comes through the {@link Door}.
 *
 * <p>Spark's AbstractAuthRpcHandler stands in front and lets {@link #receive} and {@link #receiveStream} be called only
 * after the other side has proved that it knows the secret. It does let through, from anybody: {@link #channelActive},
 * {@link #channelInactive}, and requests for chunks and streams, which {@link Nothing} refuses.
 *
 * <p>The first message of a connection says which worker speaks; from then on the connection speaks for that worker
 * only. A message that is not the one that is due ends the connection, and with it the group.
 */
final class Visitors extends RpcHandler {
    private static final Logger log = LoggerFactory.getLogger(Visitors.class);

    private final Group group;
    private final int introductionMilliseconds;
    private final Map<Channel, Peer> names = new ConcurrentHashMap<>();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    /** A connection that has not introduced itself after {@code introductionMilliseconds} is closed. */
    Visitors(Group group, int introductionMilliseconds) {
        this.group = group;
        this.introductionMilliseconds = introductionMilliseconds;
    }

    /** All open connections. */
    Set<Channel> channels() {
        return channels;
    }

    @Override
    public void channelActive(TransportClient client) {
        Channel channel = client.getChannel();
        channels.add(channel);
        channel.eventLoop().schedule(() -> closeNameless(channel), introductionMilliseconds, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(TransportClient client) {
        channels.remove(client.getChannel());
        Peer peer = names.remove(client.getChannel());
        if (peer != null) {
            group.update(() -> peer.silence("it has closed the connection"));
        }
    }

    @Override
    public void receive(TransportClient client, ByteBuffer message, RpcResponseCallback callback) {
        try {
            Header header = Header.decode(message);
            if (header.kind() == Header.Kind.HELLO) {
                introduce(client.getChannel(), header, Header.text(message));
            } else {
                hear(sender(client.getChannel(), header), header, Header.text(message));
            }
            callback.onSuccess(ByteBuffer.allocate(0));
        } catch (IllegalStateException | IllegalArgumentException e) {
            refuse(client.getChannel(), e);
            callback.onFailure(e);
        }
    }

    @Override
    public StreamCallbackWithID receiveStream(
            TransportClient client, ByteBuffer message, RpcResponseCallback callback) {
        try {
            Header header = Header.decode(message);
            Peer peer = sender(client.getChannel(), header);
            Incoming incoming = incoming(peer, header);
            byte[] payload = Header.payload(message);
            FloatSink sink = group.read(() -> incoming.accept(header, payload));
            return new Arrival(client.getChannel(), header, incoming, sink);
        } catch (IllegalStateException | IllegalArgumentException e) {
            refuse(client.getChannel(), e);
            throw e;
        }
    }

    @Override
    public StreamManager getStreamManager() {
        return new Nothing();
    }

    private void introduce(Channel channel, Header hello, String layout) {
        Layout own = group.layout();
        int rank = hello.sender();
        if (rank < 0 || rank >= own.workers() || rank == own.rank() || names.containsKey(channel)) {
            throw new IllegalStateException(
                    "worker " + own.rank() + " expects no worker " + rank + " on this connection");
        }
        Peer peer = group.peer(rank);
        if (!layout.equals(own.group())) {
            String difference = "it has " + layout + "; worker " + own.rank() + " has " + own.group();
            group.update(() -> peer.lose(difference));
            throw new IllegalStateException(difference);
        }
        if (group.read(peer::isPresent)) {
            throw new IllegalStateException("worker " + rank + " has introduced itself before");
        }
        names.put(channel, peer);
        group.update(peer::introduced);
    }

    private void hear(Peer peer, Header header, String text) {
        switch (header.kind()) {
            case READY -> group.update(() -> peer.ready(header.operation(), text));
            case ABORT -> group.fail(new PeerAbortedException(header.part(), text));
            case LOST -> hearOfLoss(peer, header.part(), text);
            case HELLO, REDUCE, GATHER, BROADCAST -> throw new IllegalStateException(header + " came without floats");
        }
    }

    private void hearOfLoss(Peer peer, int lost, String text) {
        if (lost == group.layout().rank() || lost < 0 || lost >= group.layout().workers()) {
            group.fail(new PeerAbortedException(peer.rank(), "worker " + lost + " is lost to it: " + text));
        } else {
            group.fail(group.peer(lost).lost("worker " + peer.rank() + " reports: " + text));
        }
    }

    private Peer sender(Channel channel, Header header) {
        Peer peer = names.get(channel);
        if (peer == null || peer.rank() != header.sender()) {
            throw new IllegalStateException(
                    header + " came on a connection of " + (peer == null ? "nobody" : "worker " + peer.rank()));
        }
        return peer;
    }

    private static Incoming incoming(Peer peer, Header header) {
        return switch (header.kind()) {
            case REDUCE -> peer.reduce();
            case GATHER -> peer.gather();
            case BROADCAST -> peer.broadcast();
            case HELLO, READY, ABORT, LOST -> throw new IllegalStateException(header + " came with floats");
        };
    }

    private void closeNameless(Channel channel) {
        if (channel.isOpen() && !names.containsKey(channel)) {
            log.warn("Closing the connection from {}, which has not introduced itself", channel.remoteAddress());
            channel.close();
        }
    }

    /** Ends a connection, after the answer that tells the other side why has been written. */
    private void refuse(Channel channel, Exception reason) {
        log.warn("Closing the connection from {}: {}", channel.remoteAddress(), reason.getMessage());
        lose(channel, "it was refused: " + reason.getMessage());
        channel.eventLoop().execute(channel::close);
    }

    private void lose(Channel channel, String reason) {
        Peer peer = names.remove(channel);
        if (peer != null) {
            group.update(() -> peer.lose(reason));
        }
    }

    /** One message with floats while it arrives. */
    private final class Arrival implements StreamCallbackWithID {
        private final Channel channel;
        private final Header header;
        private final Incoming incoming;
        private final FloatSink sink;

        Arrival(Channel channel, Header header, Incoming incoming, FloatSink sink) {
            this.channel = channel;
            this.header = header;
            this.incoming = incoming;
            this.sink = sink;
        }

        @Override
        public String getID() {
            return header.toString();
        }

        @Override
        public void onData(String id, ByteBuffer bytes) {
            try {
                sink.put(bytes);
            } catch (IllegalStateException e) {
                refuse(channel, e);
                throw e;
            }
        }

        @Override
        public void onComplete(String id) {
            if (!sink.isFull()) {
                IllegalStateException reason = new IllegalStateException(header + " ended early");
                refuse(channel, reason);
                throw reason;
            }
            group.update(() -> incoming.complete(header));
        }

        @Override
        public void onFailure(String id, Throwable cause) {
            lose(channel, "its message broke off (" + cause + ")");
        }
    }

    /** Has no streams and no chunks, for nobody. */
    private static final class Nothing extends StreamManager {
        @Override
        public ManagedBuffer getChunk(long stream, int chunk) {
            throw new IllegalStateException("there are no chunks here");
        }
    }
}
