x
//# sourceMappingURL=data:application/json;base64,eyJzb3VyY2VzIjpbIi4uL25vZGVfbW9kdWxlcy9tcy9pbmRleC5qcyJdfQ==
