# syntax=docker/dockerfile:1
# The server from sources, for compose.yaml. Releases have an image of their own: Dockerfile.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /tollgate
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --quiet package -DskipTests -Dspotless.check.skip --projects function/server --also-make

FROM eclipse-temurin:25-jre
WORKDIR /opt/tollgate
COPY --from=build /tollgate/function/server/target/quarkus-app quarkus-app
COPY function/server/jvm.options function/server/tollgate-server tollgate.yaml ./
# Nobody: the server writes no files.
USER 65534
EXPOSE 8080
ENTRYPOINT ["/opt/tollgate/tollgate-server"]
