package dev.daybook.graphql.http;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;

/**
 * Message converter that reads the bodies of GraphQL requests straight from the connection, instead of the one for all
 * JSON.
 */
final class RequestReader implements HttpMessageConverter<SerializableGraphQlRequest> {
    private final RequestJson json;

    RequestReader(RequestJson json) {
        this.json = json;
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return type == SerializableGraphQlRequest.class && MediaType.APPLICATION_JSON.isCompatibleWith(mediaType);
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public SerializableGraphQlRequest read(Class<? extends SerializableGraphQlRequest> type, HttpInputMessage message)
            throws IOException {
        return json.read(message.getBody());
    }

    @Override
    public void write(SerializableGraphQlRequest request, @Nullable MediaType mediaType, HttpOutputMessage message) {
        throw new HttpMessageNotWritableException("Requests are only read");
    }
}
