# Phoenix listens for gRPC on all interfaces, whatever PHOENIX_HOST says: here it listens on one.
import sys

import grpc.aio._server as grpc_server

add_port = grpc_server.Server.add_insecure_port
grpc_server.Server.add_insecure_port = lambda self, address: add_port(self, address.replace("[::]:", "127.0.0.1:"))

import phoenix.server.main as server  # noqa: E402

sys.argv = ["phoenix", "serve"]
sys.exit(server.main())
