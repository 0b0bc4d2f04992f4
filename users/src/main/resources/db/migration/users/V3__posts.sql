-- posts, post_contents, tags and post_tags are posted from the events; they can be rebuilt from them.

create table posts (
    id           uuid        primary key,
    version      bigint      not null,
    author_id    uuid        not null,
    title        text        not null,
    slug         text        not null,
    status       text        not null,
    published_at timestamptz,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create unique index posts_slug_taken on posts (slug);
create index posts_by_author on posts (author_id, coalesce(published_at, '0001-01-01 00:00:00+00'), id);
create index posts_by_publication on posts (coalesce(published_at, '0001-01-01 00:00:00+00'), id);
create index posts_by_creation on posts (created_at, id);
create index posts_by_title on posts (lower(title), id);
create index posts_by_words on posts using gin (title gin_trgm_ops);

-- Apart from the posts: a list of them does not read what they say.
create table post_contents (
    id      uuid primary key,
    content text not null
);
create index post_contents_by_words on post_contents using gin (content gin_trgm_ops);

-- The key of a name is the same whatever the case. The shop derives it: lower() depends on the locale of the database.
create table tags (
    id         uuid        primary key,
    name       text        not null,
    name_key   text        not null,
    slug       text        not null,
    created_at timestamptz not null
);
-- Daybook makes tags itself when a post names them: a post whose new tag was just made by another is written again.
create unique index tags_name_collides on tags (name_key);
create unique index tags_slug_collides on tags (slug);
create index tags_by_words on tags using gin (name_key gin_trgm_ops);

create table post_tags (
    id       uuid    primary key,
    post_id  uuid    not null,
    tag_id   uuid    not null,
    position integer not null
);
create index post_tags_by_post on post_tags (post_id, position);
create index post_tags_by_tag on post_tags (tag_id, post_id);

-- Neither event nor projection: never rebuilt, and gone with the post.
create table post_views (
    post_id uuid   primary key,
    views   bigint not null
);
