package org.sparkresnet.collective;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.buffer.ManagedBuffer;
import org.apache.spark.network.buffer.NioManagedBuffer;
import org.apache.spark.network.client.ChunkReceivedCallback;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientBootstrap;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.apache.spark.network.util.TransportConf;

/** Speaks the protocol of the workers without being one: sends whatever a test wants. */
final class Intruder implements AutoCloseable {
    private final TransportClientFactory factory;
    private final TransportClient client;

    private Intruder(WorkerAddress target, TransportConf conf, List<TransportClientBootstrap> proofs) throws Exception {
        factory = new TransportContext(conf, new NoOpRpcHandler()).createClientFactory(proofs);
        try {
            client = factory.createClient(target.host(), target.port());
        } catch (Exception e) {
            factory.close();
            throw e;
        }
    }

    static Intruder withoutSecret(WorkerAddress target) throws Exception {
        return new Intruder(target, conf(Map.of()), List.of());
    }

    static Intruder withSecret(WorkerAddress target, String secret, Map<String, String> settings) throws Exception {
        TransportConf conf = conf(settings);
        return new Intruder(
                target,
                conf,
                List.of(new AuthClientBootstrap(conf, TransportSettings.USER, TransportSettings.holder(secret))));
    }

    /** Sends a message without floats; the future ends as the answer does. */
    CompletableFuture<ByteBuffer> tell(Header header, String payload) {
        CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
        client.sendRpc(header.encode(payload), completing(answer));
        return answer;
    }

    /** Sends a message with floats; the future ends as the answer does. */
    CompletableFuture<ByteBuffer> upload(Header header, int bytes) {
        CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
        client.uploadStream(
                new NioManagedBuffer(header.encode("")),
                new NioManagedBuffer(ByteBuffer.allocate(bytes)),
                completing(answer));
        return answer;
    }

    /** Sends bytes that are no message at all. */
    CompletableFuture<ByteBuffer> send(byte[] bytes) {
        CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
        client.sendRpc(ByteBuffer.wrap(bytes), completing(answer));
        return answer;
    }

    /** Asks for a stream, which needs no authentication in Spark's library. */
    CompletableFuture<ByteBuffer> fetch() {
        CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
        client.fetchChunk(1, 0, new ChunkReceivedCallback() {
            @Override
            public void onSuccess(int chunk, ManagedBuffer buffer) {
                answer.complete(ByteBuffer.allocate(0));
            }

            @Override
            public void onFailure(int chunk, Throwable cause) {
                answer.completeExceptionally(cause);
            }
        });
        return answer;
    }

    @Override
    public void close() {
        factory.close();
    }

    static RpcResponseCallback completing(CompletableFuture<ByteBuffer> answer) {
        answer.orTimeout(Workers.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        return new RpcResponseCallback() {
            @Override
            public void onSuccess(ByteBuffer response) {
                answer.complete(response);
            }

            @Override
            public void onFailure(Throwable cause) {
                answer.completeExceptionally(cause);
            }
        };
    }

    private static TransportConf conf(Map<String, String> settings) {
        return TransportSettings.of(settings, Duration.ofSeconds(30));
    }
}
