package dev.daybook.graphql.posts;

import dev.daybook.commands.Commands;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.posts.PostInputs.CreatePostInput;
import dev.daybook.graphql.posts.PostInputs.UpdatePostInput;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.Payload;
import dev.daybook.security.Caller;
import dev.daybook.security.ClientAddress;
import dev.daybook.security.ReaderKeys;
import dev.daybook.users.Role;
import dev.daybook.users.UserView;
import dev.daybook.users.UsersIndex;
import dev.daybook.users.post.PostCommand;
import dev.daybook.users.post.PostCommand.ArchivePost;
import dev.daybook.users.post.PostCommand.DeletePost;
import dev.daybook.users.post.PostCommand.PublishPost;
import dev.daybook.users.post.PostId;
import dev.daybook.users.post.PostView;
import dev.daybook.users.post.PostViewCounter;
import dev.daybook.users.post.Posts;
import dev.daybook.users.post.TagView;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

@Controller
class PostController {
    private final Posts posts;
    private final PostViewCounter views;
    private final PostListing listing;
    private final TagListing tags;
    private final Commands commands;
    private final ReaderKeys readers;

    PostController(
            Posts posts,
            PostViewCounter views,
            PostListing listing,
            TagListing tags,
            Commands commands,
            ReaderKeys readers) {
        this.posts = posts;
        this.views = views;
        this.listing = listing;
        this.tags = tags;
        this.commands = commands;
        this.readers = readers;
    }

    record PostIdentifier(@Nullable String id, @Nullable String slug) {}

    record PostActionInput(String postId, @Nullable Long expectedVersion) {}

    record RecordPostViewInput(String postId) {}

    public record PostPayload(PostView post) implements Payload {}

    @QueryMapping
    Optional<PostView> post(@Argument PostIdentifier by, Caller caller) {
        var post = by.id() != null
                ? GlobalId.parse("Post", by.id()).flatMap(posts::findById)
                : Optional.ofNullable(by.slug()).flatMap(posts::findBySlug);
        return post.filter(found -> PostListing.isVisible(found, caller));
    }

    @QueryMapping
    Connection<PostView> posts(
            @Argument PostListing.@Nullable PostFilter filter,
            @Argument PostListing.@Nullable PostOrder orderBy,
            DataFetchingEnvironment field,
            Caller caller) {
        return listing.page(filter, orderBy, Page.of(field), caller);
    }

    @SchemaMapping(typeName = "User", field = "posts")
    CompletableFuture<Connection<PostView>> postsOfUser(
            UserView user,
            @Argument PostListing.@Nullable PostFilter filter,
            @Argument PostListing.@Nullable PostOrder orderBy,
            DataFetchingEnvironment field) {
        return listing.ofUser(user.id(), filter, orderBy, field);
    }

    @SchemaMapping(typeName = "Post")
    CompletableFuture<UserView> author(PostView post, DataLoader<UUID, UserView> users) {
        return users.load(post.authorId());
    }

    @SchemaMapping(typeName = "Post")
    CompletableFuture<String> content(PostView post, DataLoader<UUID, String> contents) {
        return contents.load(post.id());
    }

    @SchemaMapping(typeName = "Post")
    CompletableFuture<List<TagView>> tags(PostView post, DataLoader<UUID, List<TagView>> tagsOfPosts) {
        return tagsOfPosts.load(post.id());
    }

    @SchemaMapping(typeName = "Post")
    CompletableFuture<Integer> viewCount(PostView post, DataLoader<UUID, Integer> viewCounts) {
        return viewCounts.load(post.id());
    }

    @MutationMapping
    PostPayload createPost(@Argument CreatePostInput input, Caller caller) {
        var command = input.command(PostId.random(), caller.id().orElseThrow());
        if (command.slug() == null) {
            commands.retryingOnConflictOf(UsersIndex.POST_SLUG).send(command, caller.actor());
        } else {
            commands.send(command, caller.actor());
        }
        return payload(command.post());
    }

    @MutationMapping
    PostPayload updatePost(@Argument UpdatePostInput input, Caller caller) {
        var post = editable(input.postId(), caller);
        return send(input.command(post.postId()), caller);
    }

    @MutationMapping
    PostPayload publishPost(@Argument PostActionInput input, Caller caller) {
        var post = editable(input.postId(), caller);
        return send(new PublishPost(post.postId(), input.expectedVersion()), caller);
    }

    @MutationMapping
    PostPayload archivePost(@Argument PostActionInput input, Caller caller) {
        var post = editable(input.postId(), caller);
        return send(new ArchivePost(post.postId(), input.expectedVersion()), caller);
    }

    /** Deletes a post, after loading the objects that the payload shows of it. */
    @MutationMapping
    PostPayload deletePost(
            @Argument PostActionInput input,
            Caller caller,
            DataLoader<UUID, String> contents,
            DataLoader<UUID, List<TagView>> tagsOfPosts,
            DataLoader<UUID, Integer> viewCounts) {
        var post = editable(input.postId(), caller);
        var id = List.of(post.id());
        listing.contents(id).forEach(contents::prime);
        tags.ofPosts(id).forEach(tagsOfPosts::prime);
        views.of(id).forEach(viewCounts::prime);
        commands.send(new DeletePost(post.postId(), input.expectedVersion()), caller.actor());
        return new PostPayload(post);
    }

    @MutationMapping
    PostPayload recordPostView(@Argument RecordPostViewInput input, Caller caller, ClientAddress address) {
        var post = visible(input.postId(), caller);
        views.record(post.postId(), readers.keyOf(caller, address, post.id()));
        return new PostPayload(post);
    }

    private PostPayload send(PostCommand command, Caller caller) {
        commands.send(command, caller.actor());
        return payload(command.post());
    }

    private PostPayload payload(PostId post) {
        return new PostPayload(posts.findById(post.value()).orElseThrow(PostController::unknown));
    }

    /** The post, if the caller may change it. A post that the caller may not see is as if it did not exist. */
    private PostView editable(String id, Caller caller) {
        var post = visible(id, caller);
        if (!caller.isOwnerOrStaff(post.author())) {
            throw new NotAllowed.Forbidden(Role.STAFF);
        }
        return post;
    }

    private PostView visible(String id, Caller caller) {
        return GlobalId.parse("Post", id)
                .flatMap(posts::findById)
                .filter(post -> PostListing.isVisible(post, caller))
                .orElseThrow(PostController::unknown);
    }

    private static Refused unknown() {
        return new Refused(Code.NOT_FOUND, "There is no such post", "input", "postId");
    }
}
