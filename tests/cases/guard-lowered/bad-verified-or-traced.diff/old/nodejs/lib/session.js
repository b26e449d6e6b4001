function upgrade(socket, verified) {
  if (!verified) {
    return abortHandshake(socket, 401);
  }
  accept(socket);
}
